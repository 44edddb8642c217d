package io.vfio4j.testkit.script;

/**
 * An operation of a script.
 *
 * @param text as it stands there
 * @param operation what it says
 * @since 0.1
 */
public record ScriptLine(String text, Operation operation) {}
