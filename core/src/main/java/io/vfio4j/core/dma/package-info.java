/**
 * The client's memory as its device sees it.
 *
 * <p>In come the client's maps (from {@code vmm.session}) and a device's reads and writes by IOVA;
 * out go copies to and from mapped memory, or, for areas that cannot be mapped, requests that the
 * session sends to the client. Areas go on to the IOMMU of a function that is hardware ({@code
 * IommuMappings}). Copies are made on the device's worker thread, which is here too.
 */
@NullMarked
package io.vfio4j.core.dma;

import org.jspecify.annotations.NullMarked;
