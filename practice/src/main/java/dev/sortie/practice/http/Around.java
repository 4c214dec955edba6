package dev.sortie.practice.http;

import java.util.function.Supplier;

/** Something that stands around every request: rate limits, faults. */
@FunctionalInterface
public interface Around {
  /** Answers the call, usually with {@code action}'s own answer. */
  Reply around(Call call, Route route, Supplier<Reply> action);
}
