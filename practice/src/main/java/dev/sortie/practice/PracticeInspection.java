package dev.sortie.practice;

import dev.sortie.practice.http.RequestLog;
import java.util.List;

/**
 * A look behind the counter, for tests and for the person who runs the market.
 *
 * @param instances living ones, those that no listing shows included
 * @param requests the last ten thousand, oldest first
 * @param creditDollars what the account may still spend
 * @param spentDollars what all instances have cost so far
 * @param faults those switched on, with how often each has struck
 */
public record PracticeInspection(
    int instances,
    List<RequestLog.Line> requests,
    double creditDollars,
    double spentDollars,
    List<String> faults) {}
