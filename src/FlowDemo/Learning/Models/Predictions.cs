namespace FlowDemo.Learning.Models;

/// <summary>The names of what functions give, in files.</summary>
internal static class Predictions
{
    public static string NameOf(Prediction prediction) => prediction switch
    {
        Prediction.Residual => "residual",
        Prediction.Data => "data",
        _ => "velocity",
    };

    public static Prediction Parse(string name) => name switch
    {
        "velocity" => Prediction.Velocity,
        "residual" => Prediction.Residual,
        "data" => Prediction.Data,
        _ => throw new FlowDemoException($"There is no prediction '{name}'; the choices are velocity, residual, data."),
    };
}
