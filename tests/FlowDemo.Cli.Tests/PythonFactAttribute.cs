using System.ComponentModel;
using System.Diagnostics;

namespace FlowDemo.Cli.Tests;

/// <summary>A test that needs python3 with NumPy, and is skipped where neither <c>python3</c> nor Debian's has it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(static () => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasNumPy));

    public PythonFactAttribute() => Skip = Found.Value is null ? "python3 with NumPy is not there (Debian: python3-numpy)" : null;

    /// <summary>The program that has NumPy.</summary>
    public static string Python => Found.Value!;

    private static bool HasNumPy(string python)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, ["-c", "import numpy"]) { RedirectStandardError = true })!;
            _ = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
