/* crc.h - the checksum of POSIX's cksum: a CRC of the bytes and of their number. Plain C.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/cksum.html */
#ifndef CRC_H
#define CRC_H

#include <stddef.h>
#include <stdint.h>

struct crc_sum {
    uint32_t value;
    uint64_t length;
};

void crc_init(struct crc_sum *sum);
void crc_add(struct crc_sum *sum, const unsigned char *bytes, size_t size);
void crc_finish(struct crc_sum *sum);

#endif
