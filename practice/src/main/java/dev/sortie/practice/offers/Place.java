package dev.sortie.practice.offers;

import java.util.List;

/** Where hosts stand. */
record Place(String geolocation, int geolocode, double transferPricePerTb) {
  static final List<Place> ALL =
      List.of(
          new Place("Texas, US", 101, 3.0),
          new Place("California, US", 102, 5.0),
          new Place("New York, US", 103, 4.0),
          new Place("Washington, US", 104, 2.0),
          new Place("Nevada, US", 105, 8.0),
          new Place(", US", 100, 10.0),
          new Place("Ontario, CA", 110, 2.0),
          new Place("Quebec, CA", 111, 1.5),
          new Place("Sofia, BG", 120, 20.0),
          new Place("Stockholm, SE", 121, 1.0),
          new Place("Oslo, NO", 122, 1.0),
          new Place("Czechia, CZ", 123, 2.5),
          new Place("Poland, PL", 124, 4.0),
          new Place("Germany, DE", 125, 5.0),
          new Place("France, FR", 126, 3.0),
          new Place("Spain, ES", 127, 3.0),
          new Place("Romania, RO", 128, 2.0),
          new Place("United Kingdom, GB", 129, 6.0),
          new Place("Ukraine, UA", 130, 2.0),
          new Place("Japan, JP", 131, 10.0),
          new Place("South Korea, KR", 132, 12.0),
          new Place("Taiwan, TW", 133, 9.0),
          new Place("Vietnam, VN", 134, 4.0),
          new Place("Australia, AU", 135, 26.0));
}
