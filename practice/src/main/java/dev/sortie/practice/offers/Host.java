package dev.sortie.practice.offers;

/**
 * One machine of a host, before it is cut into offers.
 *
 * @param price dollars an hour and card
 * @param down link in Mbit/s
 * @param storageCost dollars per GB and month
 * @param minBidShare lowest bid as a share of the price
 */
record Host(
    long machineId,
    long hostId,
    GpuModel gpu,
    int gpus,
    Place place,
    boolean datacenter,
    boolean verified,
    double reliability,
    double price,
    double down,
    double up,
    double storageCost,
    double disk,
    double days,
    int freePorts,
    int processor,
    double minBidShare) {}
