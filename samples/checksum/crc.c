/* crc.c - four bits at a time: a table of sixteen needs no initialisation at run time. */
#include "crc.h"

/* The polynomial 0x04C11DB7 times 0..15. */
static const uint32_t table[16] = {
    0x00000000, 0x04C11DB7, 0x09823B6E, 0x0D4326D9, 0x130476DC, 0x17C56B6B, 0x1A864DB2, 0x1E475005,
    0x2608EDB8, 0x22C9F00F, 0x2F8AD6D6, 0x2B4BCB61, 0x350C9B64, 0x31CD86D3, 0x3C8EA00A, 0x384FBDBD,
};

static uint32_t step(uint32_t value, unsigned char byte)
{
    value = value << 4 ^ table[value >> 28 ^ byte >> 4];
    return value << 4 ^ table[value >> 28 ^ (byte & 15)];
}

void crc_init(struct crc_sum *sum)
{
    *sum = (struct crc_sum){0};
}

void crc_add(struct crc_sum *sum, const unsigned char *bytes, size_t size)
{
    uint32_t value = sum->value;
    for (size_t i = 0; i < size; i++)
        value = step(value, bytes[i]);
    sum->value = value;
    sum->length += size;
}

void crc_finish(struct crc_sum *sum)
{
    for (uint64_t length = sum->length; length != 0; length >>= 8)
        sum->value = step(sum->value, (unsigned char)(length & 255));
    sum->value = ~sum->value;
}
