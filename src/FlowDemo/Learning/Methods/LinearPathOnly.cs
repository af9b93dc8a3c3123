using FlowDemo.Paths;

namespace FlowDemo.Learning.Methods;

/// <summary>The complaint of methods whose lines are straight on the linear path alone.</summary>
internal static class LinearPathOnly
{
    /// <summary>Requires the linear path.</summary>
    public static void Require(TrainingContext context, string method)
    {
        if (context.Exact.Path is not LinearPath)
        {
            throw new FlowDemoException(
                $"The method '{method}' straightens lines from noise to data, which is the linear path; use --path linear.");
        }
    }
}
