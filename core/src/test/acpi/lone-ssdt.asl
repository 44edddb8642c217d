/* An SSDT without the DSDT that declares the device: as one gives it to a virtual machine. */
DefinitionBlock ("", "SSDT", 2, "VFIO4J", "LONE", 1)
{
    External (\_SB.PCI0.S20.S00, DeviceObj)
    Scope (\_SB.PCI0.S20.S00)
    {
        Name (_DSD, Package ()
        {
            ToUUID ("daffd814-6eba-4d8c-8a91-bc9bbf4aa301"),
            Package ()
            {
                Package () { "nvidia,gpu-mem-base-pa", 0x40000000 },
                Package () { "nvidia,gpu-mem-size", 0x6F000000 }
            }
        })
    }
}
