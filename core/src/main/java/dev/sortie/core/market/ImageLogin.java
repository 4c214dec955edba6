package dev.sortie.core.market;

/** How to log in to the registry of a private image. */
public record ImageLogin(String registry, String user, Secret password) {}
