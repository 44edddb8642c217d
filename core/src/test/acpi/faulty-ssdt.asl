/* An SSDT with all that a firmware author can get wrong and a compiler lets pass. */
DefinitionBlock ("", "SSDT", 2, "VFIO4J", "FAULTY", 1)
{
    Scope (\_SB)
    {
        Device (DYN0)
        {
            Name (_ADR, 0x10000)
            Method (_DSD) { Return (Package () {}) }
        }
        Device (DUP0)
        {
            Name (_ADR, 0x20000)
            Name (_DSD, Package ()
            {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package ()
                {
                    Package () { "nvidia,gpu-mem-base-pa", 0x400000000000 },
                    Package () { "nvidia,gpu-mem-size", 0x1800000000 },
                    Package () { "nvidia,gpu-mem-size", 0x2400000000 }
                }
            })
        }
        Device (HALF)
        {
            Name (_ADR, 0x30000)
            Name (_DSD, Package ()
            {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package () { Package () { "nvidia,gpu-mem-size", 0x1800000000 } }
            })
        }
        Device (NUL0)
        {
            Name (_ADR, 0x40000)
            Name (_DSD, Package ()
            {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package ()
                {
                    Package () { "nvidia,gpu-mem-base-pa", 0x400000100000 },
                    Package () { "nvidia,gpu-mem-size", 0 }
                }
            })
        }
        Device (VOID)
        {
            Name (_ADR, 0x50000)
            Name (_DSD, Package ()
            {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package ()
                {
                    Package () { "good", 1 },
                    Package () { "alone" }
                }
            })
        }
        Device (TEXT)
        {
            Name (_ADR, 0x60000)
            Name (SIZE, 0x1800000000)
            Name (_DSD, Package ()
            {
                ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                Package ()
                {
                    Package () { "nvidia,gpu-mem-base-pa", "0x400000000000" },
                    Package () { "nvidia,gpu-mem-size", SIZE }
                }
            })
        }
        If (CondRefOf (\ABCD))
        {
            Device (COND)
            {
                Name (_ADR, 0x70000)
                Name (_DSD, Package () {})
            }
        }
    }
}
