/** The market's web server: routes, keys, replies; knows nothing of offers or instances. */
@org.jspecify.annotations.NullMarked
package dev.sortie.practice.http;
