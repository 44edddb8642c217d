/*
 * vfio-capture: describes a PCI function, as Linux' sysfs shows it, as a function of a vfio4j profile
 * (docs/profile.md), on standard output.
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include <stddef.h>
#include <stdint.h>

#define MOST_CONFIG 4096
#define HEADER 0x40

/* A function's config space: how many bytes, what they hold, which of their bits can be written. */
extern size_t config_size;
extern unsigned char config[MOST_CONFIG], writable[MOST_CONFIG];

/* config.c */
void read_config(const char *folder);
void find_writable(size_t from, size_t to, const unsigned char *never);
unsigned config8(size_t at);
unsigned config16(size_t at);
uint32_t config32(size_t at);

/* capabilities.c: prints all behind the header, and a comma behind that. */
void print_capabilities(void);

/* bars.c: prints BARs, ROM and what is known of resets. */
void print_bars(const char *folder);
void note_register(const char *text);

/* json.c */
void print_bytes(const char *key, const unsigned char *bytes, size_t count);
int any(const unsigned char *bytes, size_t count);

#endif
