/* What the parts of the guest's probe share. */
#ifndef PROBE_H
#define PROBE_H

#include <stdint.h>

/* A command gets its words, argv[0] being its name, and says exactly one line: its answer or its failure. */
typedef void command(int argc, char **argv);

void answer(const char *format, ...) __attribute__((format(printf, 1, 2)));
void failed(const char *what);
uint64_t number(const char *text);
int write_file(const char *path, const char *text);

command vfio_open, vfio_irqs, vfio_unmask, vfio_wait, vfio_read, vfio_write, vfio_dma_map, vfio_dma_unmap;
command vfio_fill, vfio_peek;

#endif
