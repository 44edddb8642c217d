/* vfio-script: carries out a script of operations on /dev/vfio. The text is that of docs/operations.md. */
#ifndef READER_H
#define READER_H

#include <linux/vfio.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#define LONGEST_LINE 20000
#define MOST_BYTES 65536
#define ROOM 4096

extern int container;
extern int device;

/* Each carries out one operation: its words, without the operation itself, ended by NULL. */
typedef void operation(char **words);

/* main.c */
void answer(const char *format, ...) __attribute__((format(printf, 1, 2)));
void answer_result(long result);
void answer_bytes(const unsigned char *bytes, size_t count);
void senseless(const char *why);
uint64_t number(const char *word);
size_t bytes_of(const char *hex, unsigned char *bytes, size_t room);

/* device.c */
void name_device(const char *address, const char *driver);
operation op_probe, op_reopen, op_dma_map, op_dma_unmap;

/* info.c */
operation op_info, op_region, op_irq, op_reset, op_feature, op_ioctl;

/* access.c */
uint64_t file_offset(unsigned region, uint64_t offset);
operation op_read, op_write, op_mmap;

/* irqs.c */
operation op_set_irqs, op_signals, op_unmask_signal, op_settle, op_ioeventfd;
void forget_eventfds(void);

#endif
