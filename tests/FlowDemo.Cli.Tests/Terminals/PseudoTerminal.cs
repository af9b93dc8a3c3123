using System.Collections;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace FlowDemo.Cli.Tests.Terminals;

/// <summary>A program in a session of its own, with a pseudo-terminal where a person would sit.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControllingTerminal = 0x100;
    private const int CloseOnExec = 0x80000;
    private const short DefaultSignals = 0x04;
    private const short NewSession = 0x80;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int Kill = 9;
    private const int Terminate = 15;

    // What a set of signals takes in any C library: a bit for each, the first for signal 1.
    private const int SignalBytes = 128;
    private const ulong SetWindowSize = 0x5414;

    // More than the structures behind these handles take in any C library.
    private const int StructureBytes = 1024;

    private readonly int master;
    private readonly int process;
    private bool hasEnded;

    // Keeps what the end of one read has of a letter for the next.
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();

    /// <summary>Starts a program found on the PATH.</summary>
    /// <param name="args">Its name and arguments.</param>
    /// <param name="environment">Variables that it has besides those of this process; null takes one away.</param>
    /// <param name="columns">Width of the terminal.</param>
    /// <param name="rows">Height of the terminal.</param>
    public PseudoTerminal(string[] args, (string Name, string? Value)[] environment, ushort columns = 80, ushort rows = 24)
    {
        master = Checked(NativeTerminal.OpenMaster(ReadWrite | NoControllingTerminal | CloseOnExec));
        Checked(NativeTerminal.GrantSlave(master));
        Checked(NativeTerminal.UnlockSlave(master));
        NativeTerminal.WindowSize size = new(rows, columns);
        Checked(NativeTerminal.Control(master, SetWindowSize, in size));
        string slave = Marshal
            .PtrToStringUTF8(NativeTerminal.SlaveName(master)) ?? throw new InvalidOperationException("The terminal has no name.");
        process = Spawn(slave, args, Variables(environment));
    }

    /// <summary>Everything that the program has written so far.</summary>
    public StringBuilder Seen { get; } = new();

    /// <summary>Reads on until the program has written a text.</summary>
    /// <param name="text">The text.</param>
    public void WaitFor(string text)
    {
        while (!Seen.ToString().Contains(text, StringComparison.Ordinal))
        {
            Assert.True(ReadSome(), $"The program ended without '{text}': {Seen}");
        }
    }

    /// <summary>Presses keys.</summary>
    /// <param name="keys">As the keyboard sends them.</param>
    public void Type(string keys)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(keys);
        Checked((int)NativeTerminal.Write(master, bytes, (nuint)bytes.Length));
    }

    /// <summary>Reads to the end.</summary>
    /// <returns>The exit code, or minus the signal that ended the program.</returns>
    public int WaitForExit()
    {
        while (ReadSome())
        {
        }

        Checked(NativeTerminal.WaitForProcess(process, out int status, 0));
        hasEnded = true;
        return (status & 0x7F) == 0 ? (status >> 8) & 0xFF : -(status & 0x7F);
    }

    /// <summary>Ends the program where a test that failed has not waited for it.</summary>
    public void Dispose()
    {
        if (!hasEnded)
        {
            _ = NativeTerminal.Signal(process, Kill);
            _ = NativeTerminal.WaitForProcess(process, out _, 0);
        }

        _ = NativeTerminal.Close(master);
    }

    private static int Spawn(string slave, string[] args, string[] variables)
    {
        nint actions = Marshal.AllocHGlobal(StructureBytes);
        nint attributes = Marshal.AllocHGlobal(StructureBytes);
        try
        {
            // The first terminal that the leader of a session opens becomes the one whose keys send it signals.
            Succeeded(NativeTerminal.InitializeActions(actions));
            Succeeded(NativeTerminal.AddOpen(actions, 0, slave, ReadWrite, 0));
            Succeeded(NativeTerminal.AddDuplicate(actions, 0, 1));
            Succeeded(NativeTerminal.AddDuplicate(actions, 0, 2));
            Succeeded(NativeTerminal.InitializeAttributes(attributes));

            // A shell that runs the tests in the background has them ignore Ctrl-C, and whatever they start would, too.
            byte[] signals = new byte[SignalBytes];
            foreach (int signal in (int[])[Interrupt, Quit, Terminate])
            {
                signals[(signal - 1) / 8] |= (byte)(1 << ((signal - 1) % 8));
            }

            Succeeded(NativeTerminal.SetDefaultSignals(attributes, signals));
            Succeeded(NativeTerminal.SetFlags(attributes, NewSession | DefaultSignals));
            Succeeded(NativeTerminal.SpawnFromPath(out int started, args[0], actions, attributes, [.. args, null], [.. variables, null]));
            return started;
        }
        finally
        {
            Marshal.FreeHGlobal(actions);
            Marshal.FreeHGlobal(attributes);
        }
    }

    private static string[] Variables((string Name, string? Value)[] more)
    {
        Dictionary<string, string?> all = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            static e => (string)e.Key, static e => (string?)e.Value);
        foreach ((string name, string? value) in more)
        {
            all[name] = value;
        }

        return [.. all.Where(static v => v.Value is not null).Select(static v => $"{v.Key}={v.Value}")];
    }

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    private static void Succeeded(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

    private bool ReadSome()
    {
        // A terminal that nobody writes to any more gives an error in place of an end.
        byte[] buffer = new byte[4096];
        int count = (int)NativeTerminal.Read(master, buffer, (nuint)buffer.Length);
        char[] letters = new char[buffer.Length];
        Seen.Append(letters, 0, decoder.GetChars(buffer, 0, Math.Max(0, count), letters, 0));
        return count > 0;
    }
}
