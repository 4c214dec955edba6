package dev.sortie.vast;

/**
 * A saved set-up on the market.
 *
 * @param hash identifies the content; changes with every edit
 * @param environment in the form of docker options, such as {@code -e A=b -p 8188:8188}
 * @param diskGigabytes the disk that the author recommends; 0 when not said
 */
public record Template(
    String hash,
    String name,
    String image,
    String tag,
    String environment,
    String onstart,
    double diskGigabytes) {}
