using System.Runtime.InteropServices;

namespace FlowDemo.Cli.Tests.Terminals;

/// <summary>The calls of the C library that make a pseudo-terminal and start a program on it.</summary>
internal static partial class NativeTerminal
{
    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenMaster(int flags);

    [LibraryImport(Library, EntryPoint = "grantpt", SetLastError = true)]
    public static partial int GrantSlave(int master);

    [LibraryImport(Library, EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int UnlockSlave(int master);

    [LibraryImport(Library, EntryPoint = "ptsname")]
    public static partial nint SlaveName(int master);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, ulong request, in WindowSize size);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, [Out] byte[] buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, byte[] buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    public static partial int WaitForProcess(int process, out int status, int options);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitializeActions(nint actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddOpen(nint actions, int file, string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(nint actions, int from, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial int InitializeAttributes(nint attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(nint attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(nint attributes, byte[] signals);

    [LibraryImport(Library, EntryPoint = "kill")]
    public static partial int Signal(int process, int signal);

    [LibraryImport(Library, EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SpawnFromPath(
        out int process, string file, nint actions, nint attributes, string?[] args, string?[] variables);

    /// <summary>How large a terminal says it is.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct WindowSize(ushort rows, ushort columns)
    {
        public readonly ushort Rows = rows;
        public readonly ushort Columns = columns;
        public readonly ushort PixelsAcross;
        public readonly ushort PixelsDown;
    }
}
