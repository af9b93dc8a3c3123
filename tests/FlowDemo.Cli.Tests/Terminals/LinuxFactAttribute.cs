namespace FlowDemo.Cli.Tests.Terminals;

/// <summary>A test that needs the pseudo-terminals of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "A session under a pseudo-terminal is started with calls of the C library whose constants are those of Linux.";
        }
    }
}
