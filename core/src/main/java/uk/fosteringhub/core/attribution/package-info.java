/**
 * Which source is behind an enquiry, an application, an approval. {@code journey} makes journeys of touchpoints,
 * {@code model} shares credit among them, {@code files} does both on files, {@code sources} says what free text means.
 */
package uk.fosteringhub.core.attribution;
