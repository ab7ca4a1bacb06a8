/**
 * Finds out, after records have been stored, which of them are about the same person: {@link
 * uk.fosteringhub.core.identity.pass.PersonNotes} notes in each chunk what it speaks of, {@link
 * uk.fosteringhub.core.identity.pass.IdentityPass} compares it with everything else later.
 */
package uk.fosteringhub.core.identity.pass;
