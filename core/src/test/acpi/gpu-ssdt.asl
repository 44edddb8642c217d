/* An SSDT that gives devices of host-dsdt.asl their properties, in the scopes of these devices. */
DefinitionBlock ("", "SSDT", 2, "VFIO4J", "GPUMEM", 1)
{
    External (\_SB.PC00.RP04.SW00.DN02.GPU0, DeviceObj)
    External (\_SB.PC13, DeviceObj)
    External (\_SB.PC13.RP00, DeviceObj)
    External (\_SB.PC13.RP00.GPU0, DeviceObj)
    External (\PICK, MethodObj)
    External (\BASE, IntObj)

    OperationRegion (REGC, SystemMemory, PICK (BASE, 0x20), Add (BASE, 0x10))

    Scope (\_SB.PC00.RP04.SW00.DN02.GPU0)
    {
        Name (_DSD, Package ()
        {
            ToUUID ("dbb8e3e6-5886-4ba6-8795-1319f52a966b"),
            Package () {},
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "zero", Zero },
                Package () { "one", One },
                Package () { "ones", Ones },
                Package () { "byte", 0x80 },
                Package () { "word", 0x8000 },
                Package () { "dword", 0x80000000 },
                Package () { "qword", 0x8000000000000000 },
                Package () { "text", "nvidia" },
                Package () { "list", Package () { 1, 2, "three" } }
            }
        })
    }

    Scope (\_SB)
    {
        Scope (PC13)
        {
            Scope (RP00.GPU0)
            {
                Name (_DSD, Package (0x02)
                {
                    ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
                    Package ()
                    {
                        Package () { "nvidia,gpu-mem-base-pa", 0x500000000000 },
                        Package () { "nvidia,gpu-mem-size", 0x1800000000 }
                    }
                })
            }
        }
    }
}
