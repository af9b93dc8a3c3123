using System.Runtime.InteropServices;

namespace FlowDemo.Cli.Files;

/// <summary>What the system knows of a file and .NET does not say: which one, of which kind, whose, and under how many names.</summary>
/// <param name="IsRegular">Whether it is neither a directory nor a device, a pipe or a socket.</param>
/// <param name="IsDirectory">Whether it is a directory.</param>
/// <param name="Device">The file system.</param>
/// <param name="Number">The file's number there.</param>
/// <param name="Links">Names that it has.</param>
/// <param name="Owner">Id of its owner.</param>
/// <param name="Group">Id of its group.</param>
internal readonly partial record struct FileStatus(
    bool IsRegular, bool IsDirectory, (uint Major, uint Minor) Device, ulong Number, uint Links, uint Owner, uint Group)
{
    private const int WorkingDirectory = -100;
    private const uint BasicFields = 0x7ff;
    private const int KindMask = 0xf000;
    private const int RegularKind = 0x8000;
    private const int DirectoryKind = 0x4000;

    /// <summary>The status of what a path leads to; null where there is nothing, or where the system is not Linux.</summary>
    /// <param name="path">The path; links are followed.</param>
    public static FileStatus? Of(string path) =>
        OperatingSystem.IsLinux() && StatX(WorkingDirectory, path, 0, BasicFields, out Fields found) == 0
            ? new FileStatus(
                (found.Mode & KindMask) == RegularKind,
                (found.Mode & KindMask) == DirectoryKind,
                (found.DeviceMajor, found.DeviceMinor),
                found.Number,
                found.Links,
                found.Owner,
                found.Group)
            : null;

    /// <summary>Gives a file to somebody.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">Id of the owner.</param>
    /// <param name="group">Id of the group.</param>
    /// <returns>Whether that was allowed.</returns>
    public static bool TryGive(string path, uint owner, uint group) => ChangeOwner(path, owner, group) == 0;

    /// <summary>Whether both are the same file, under whatever names.</summary>
    /// <param name="other">The other one.</param>
    public bool IsSameFile(FileStatus other) => (Device, Number) == (other.Device, other.Number);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int directory, string path, int flags, uint mask, out Fields found);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint owner, uint group);

    /// <summary>What Linux writes, the same on every processor (struct statx).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Fields
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
