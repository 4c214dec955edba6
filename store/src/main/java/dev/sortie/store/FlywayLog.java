package dev.sortie.store;

import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** Keeps Flyway from telling a person how it makes tables. What fails is thrown as well. */
public record FlywayLog(System.Logger logger) implements Log {
  /** Made by Flyway, by its name. */
  public static final class Creator implements LogCreator {
    @Override
    public Log createLogger(Class<?> type) {
      return new FlywayLog(System.getLogger(type.getName()));
    }
  }

  @Override
  public void debug(String message) {
    logger.log(Level.TRACE, message);
  }

  @Override
  public void info(String message) {
    logger.log(Level.DEBUG, message);
  }

  @Override
  public void notice(String message) {
    logger.log(Level.DEBUG, message);
  }

  @Override
  public void warn(String message) {
    logger.log(Level.WARNING, message);
  }

  @Override
  public void error(String message) {
    logger.log(Level.DEBUG, message);
  }

  @Override
  public void error(String message, Exception e) {
    logger.log(Level.DEBUG, message, e);
  }
}
