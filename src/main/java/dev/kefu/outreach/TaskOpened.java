package dev.kefu.outreach;

/// A task waits for an agent: look there. Raised after the commit.
public record TaskOpened(String task) {}
