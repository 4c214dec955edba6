package dev.sortie.recipes;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/** Refuses nesting deeper than any recipe's, before the recursive composer runs out of stack. */
final class ShallowParser implements Parser {
  private static final int DEEPEST = 20;

  private final Parser parser;
  private int depth;

  ShallowParser(Parser parser) {
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    if (event.getEventId() == Event.ID.SequenceStart
        || event.getEventId() == Event.ID.MappingStart) {
      depth++;
    } else if (event.getEventId() == Event.ID.SequenceEnd
        || event.getEventId() == Event.ID.MappingEnd) {
      depth--;
    }
    if (depth > DEEPEST) {
      throw new ParserException(
          "nested deeper than " + DEEPEST + " levels", event.getStartMark(), "", Optional.empty());
    }
    return event;
  }
}
