package dev.kefu.outreach;

/// A task waits for an agent, or says something else than before: look there. Raised after the
/// commit.
public record TaskOpened(String task) {}
