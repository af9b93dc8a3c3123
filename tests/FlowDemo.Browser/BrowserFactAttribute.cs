namespace FlowDemo.Browser;

/// <summary>A test that needs a browser, and says so where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Program is null)
        {
            Skip = "There is no Chromium on this machine (Debian's package is 'chromium').";
        }
    }
}
