package dev.sortie.practice.market;

/** What an instance costs at the moment: dollars an hour, and dollars per GB of traffic. */
public record Rates(double gpuPerHour, double diskPerHour, double downPerGb, double upPerGb) {}
