package dev.sortie.core.recipe;

/**
 * Which machines will do.
 *
 * @param query conditions in the market's query language
 * @param diskGigabytes disk to rent
 */
public record Hardware(String query, double diskGigabytes) {
  public Hardware withQuery(String other) {
    return new Hardware(other, diskGigabytes);
  }

  public Hardware withDisk(double gigabytes) {
    return new Hardware(query, gigabytes);
  }
}
