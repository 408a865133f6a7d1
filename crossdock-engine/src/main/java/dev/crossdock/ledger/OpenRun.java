package dev.crossdock.ledger;

import java.util.Optional;

/// A run that this process now carries out, and nobody else.
///
/// @param run its name
/// @param journal records what happens; closing it gives the run up
/// @param history what earlier sessions of the run have done; empty for a new run. To be closed.
public record OpenRun(String run, Journal journal, Optional<RunHistory> history) {}
