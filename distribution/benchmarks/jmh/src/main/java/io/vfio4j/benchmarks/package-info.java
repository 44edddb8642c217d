/** What an access costs inside the process, without the socket; by JMH. */
package io.vfio4j.benchmarks;
