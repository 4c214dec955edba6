package dev.sortie.practice.market;

/**
 * A host asks for more. The new price holds only after the end that the contract has, and only if
 * the renter accepts; else the contract ends when it was to end.
 *
 * @param instance whose contract it is
 * @param factor new prices divided by old ones
 * @param createdAt not shown before; market seconds since 1970
 * @param extendsTo when the contract ends if it is accepted
 */
public record PriceIncrease(
    long id, long instance, double factor, double createdAt, double extendsTo, boolean accepted) {
  PriceIncrease accept() {
    return new PriceIncrease(id, instance, factor, createdAt, extendsTo, true);
  }
}
