package dev.sortie.vast.query;

import java.util.List;

/** What a condition compares with, as it goes over the wire. */
public sealed interface Value {
  /** Numbers of fields without a unit factor stay text, as vast.ai's command line sends them. */
  record Text(String text) implements Value {}

  record Whole(long number) implements Value {}

  record Decimal(double number) implements Value {}

  record Flag(boolean flag) implements Value {}

  record Nothing() implements Value {}

  record Many(List<Value> values) implements Value {
    public Many {
      values = List.copyOf(values);
    }
  }
}
