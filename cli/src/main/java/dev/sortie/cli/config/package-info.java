/** What a person has set where: environment, {@code .env}, config file, key file. */
@org.jspecify.annotations.NullMarked
package dev.sortie.cli.config;
