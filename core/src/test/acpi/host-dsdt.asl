/*
 * A DSDT with what surrounds the devices of real firmware: everything that is to be passed over.
 * A bus number and ids in the several ways that there are, and a chain of two bridges.
 */
DefinitionBlock ("", "DSDT", 2, "VFIO4J", "HOST", 1)
{
    Name (\CONF, Package () { 1, "two", Buffer () { 3, 4 }, Package () { 5 } })
    Name (\BASE, 0x1000)
    Mutex (MTX0, 0)
    Event (EVT0)
    Alias (\BASE, \BSE2)
    Method (PICK, 2, NotSerialized)
    {
        Return (Arg0 + Arg1)
    }
    OperationRegion (REGA, SystemMemory, 0x20000, 0x100)
    Field (REGA, ByteAcc, NoLock, Preserve)
    {
        INDX, 8,
        DATA, 8,
        BANK, 8,
        Offset (0x20),
        AccessAs (DWordAcc, 0),
        WIDE, 300,
        ADDR, 32
    }
    IndexField (INDX, DATA, ByteAcc, NoLock, Preserve)
    {
        IDX0, 8,
        IDX1, 5
    }
    BankField (REGA, BANK, One, ByteAcc, NoLock, Preserve)
    {
        BNK0, 8
    }
    OperationRegion (REGB, SystemMemory, BASE, 0x10)
    PowerResource (PWR0, 0, 0)
    {
        Method (_STA) { Return (1) }
        Method (_ON) {}
        Method (_OFF) {}
    }
    ThermalZone (\_TZ.THM0)
    {
        Method (_TMP) { Return (3000) }
    }

    Scope (\_SB)
    {
        Name (BUF0, Buffer (0x20) { 1, 2, 3 })
        CreateDWordField (BUF0, 4, FLD4)
        CreateField (BUF0, 3, 7, FLD7)
        Device (PC00)
        {
            Name (_HID, "PNP0A08")
            Name (_BBN, 0)
            Method (_STA) { Return (0xF) }
            Device (RP04)
            {
                Name (_ADR, 0x00040000)
                Device (SW00)
                {
                    Name (_ADR, Zero)
                    Device (DN02)
                    {
                        Name (_ADR, 0x00020000)
                        Device (GPU0) { Name (_ADR, Zero) }
                        Device (GPU1) { Name (_ADR, One) }
                    }
                }
            }
            Device (GFX0) { Name (_ADR, 0x00020000) }
        }
        Device (PC13)
        {
            Name (_HID, "ACPI0016")
            Name (_CID, Package () { EisaId ("PNP0A08"), EisaId ("PNP0A03") })
            Name (_SEG, 0x13)
            Name (_BBN, 0x40)
            Device (RP00)
            {
                Name (_ADR, Zero)
                Device (GPU0) { Name (_ADR, Zero) }
            }
        }
    }
}
