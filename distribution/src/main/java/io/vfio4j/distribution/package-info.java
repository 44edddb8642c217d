/**
 * The command line. In come a user's arguments; out go tables, JSON, and an agent that serves; next
 * is the core.
 */
package io.vfio4j.distribution;
