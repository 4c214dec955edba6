package dev.sortie.core.market;

import dev.sortie.core.text.Foreign;

/** Why the market did not do what was asked, with its own words kept in {@code said}. */
public sealed interface MarketProblem {
  /** The market's own words, or ours where it said nothing; holds no secret. */
  String said();

  /** Key missing, wrong, expired or without the right. */
  record BadKey(String said) implements MarketProblem {
    public BadKey {
      said = Foreign.line(said);
    }
  }

  /** The account wants a login with a second factor, or the session of one has expired. */
  record SecondFactor(String said) implements MarketProblem {
    public SecondFactor {
      said = Foreign.line(said);
    }
  }

  /** Too many requests; refused before anything was done. */
  record RateLimited(String said) implements MarketProblem {
    public RateLimited {
      said = Foreign.line(said);
    }
  }

  record InsufficientCredit(String said) implements MarketProblem {
    public InsufficientCredit {
      said = Foreign.line(said);
    }
  }

  /** The account may not spend that fast yet. */
  record SpendLimit(String said) implements MarketProblem {
    public SpendLimit {
      said = Foreign.line(said);
    }
  }

  record NotFound(String said) implements MarketProblem {
    public NotFound {
      said = Foreign.line(said);
    }
  }

  /** A clear no of any other kind; {@code code} is the market's error code, may be empty. */
  record Refused(String code, String said) implements MarketProblem {
    public Refused {
      said = Foreign.line(said);
    }
  }

  /** No connection: the request certainly did not arrive. */
  record Unreachable(String said) implements MarketProblem {
    public Unreachable {
      said = Foreign.line(said);
    }
  }

  /** The request may have arrived, but no usable answer came back (time-out, reset, 5xx). */
  record NoAnswer(String said) implements MarketProblem {
    public NoAnswer {
      said = Foreign.line(said);
    }
  }

  /** An answer that is not what the API promises. */
  record Malformed(String said) implements MarketProblem {
    public Malformed {
      said = Foreign.line(said);
    }
  }
}
