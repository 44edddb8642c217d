/*
 * What the firmware of a Grace host says of a GPU: GH200, 144 GiB.
 *
 * The shape is that of real firmware: a host bridge for each PCIe controller, named after socket
 * and controller, its root port, and the GPU behind that, with registers and a reset method beside
 * its properties. Addresses of registers are made up; nothing evaluates them.
 */
DefinitionBlock ("", "SSDT", 2, "VFIO4J", "GH200144", 1)
{
    Scope (\_SB)
    {
        Device (PC09)
        {
            Name (_HID, EisaId ("PNP0A08"))
            Name (_CID, EisaId ("PNP0A03"))
            Name (_SEG, 0x09)
            Name (_BBN, Zero)
            Name (_UID, 0x09)
            Name (_CCA, One)

            Device (RP00)
            {
                Name (_ADR, Zero)

                Device (GPU0)
                {
                    Name (_ADR, Zero)
                    Name (FLRS, 0x14100000)
                    OperationRegion (RSTR, SystemMemory, 0x14100000, 0x1000)
                    Field (RSTR, DWordAcc, NoLock, Preserve)
                    {
                        Offset (0x10),
                        RSTC, 32,
                        RSTS, 1
                    }

                    Method (_RST, 0, Serialized)
                    {
                        RSTC = One
                        While (RSTS)
                        {
                            Sleep (10)
                        }
                    }

                    Name (_DSD, Package ()
                    {
                        ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                        Package ()
                        {
                            Package () { "nvidia,gpu-mem-base-pa", 0x400000000000 },
                            Package () { "nvidia,gpu-mem-pxm-start", 16 },
                            Package () { "nvidia,gpu-mem-pxm-count", 8 },
                            Package () { "nvidia,gpu-mem-size", 0x2400000000 }
                        }
                    })
                }
            }
        }
    }
}
