package uk.fosteringhub.mappings.conversion;

import java.time.LocalDate;

/** A conversion as the mapping file orders it, before the column and the day are known. */
@FunctionalInterface
public interface ConversionPlan {

    /**
     * @param column the column's name as the delivery writes it, for messages
     * @param today the council's date when the delivery was taken up: what "in the future" is measured against
     */
    Conversion fittedTo(String column, LocalDate today);
}
