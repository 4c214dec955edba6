package dev.sortie.core.market;

/**
 * What to look for.
 *
 * @param query conditions in the query language of vast.ai's own command line, such as {@code
 *     gpu_ram >= 20 reliability > 0.98}; may be empty
 * @param order such as {@code dph+} or {@code score-,dph+}
 * @param diskGigabytes the disk that will be rented, so that prices include it
 * @param limit how many offers at most; searches past the market's own page limit
 */
public record OfferSearch(String query, String order, double diskGigabytes, int limit) {}
