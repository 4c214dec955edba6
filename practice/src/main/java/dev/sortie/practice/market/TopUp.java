package dev.sortie.practice.market;

/** Play money put on the account. */
public record TopUp(double dollars, double at) {}
