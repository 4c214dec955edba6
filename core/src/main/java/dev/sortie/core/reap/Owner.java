package dev.sortie.core.reap;

import dev.sortie.core.lease.LeaseTerms;

/**
 * Who we are: only what carries our label on this account of this market may be touched (law 3).
 *
 * @param controller names this installation in labels
 */
public record Owner(String controller, String endpoint, long account) {
  /** Whether a lease is of this account of this market. */
  public boolean owns(LeaseTerms terms) {
    return terms.endpoint().equals(endpoint) && terms.account() == account;
  }
}
