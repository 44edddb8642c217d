package io.vfio4j.distribution.demo;

/**
 * Something that was looked at.
 *
 * @param passed whether it was as it has to be
 * @param what what was looked at
 * @param seen what was there
 */
record Check(boolean passed, String what, String seen) {}
