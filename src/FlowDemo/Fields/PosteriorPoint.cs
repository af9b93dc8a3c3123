namespace FlowDemo.Fields;

/// <summary>What the exact flow knows of one point at one time.</summary>
/// <param name="Velocity">u(x, t).</param>
/// <param name="DataPrediction">D = E[x1 | x_t = x].</param>
/// <param name="NoisePrediction">e = E[x0 | x_t = x].</param>
/// <param name="Score">Gradient of the log density of x_t.</param>
/// <param name="LogDensity">Log density of x_t in nats.</param>
public readonly record struct PosteriorPoint(
    (double X, double Y) Velocity,
    (double X, double Y) DataPrediction,
    (double X, double Y) NoisePrediction,
    (double X, double Y) Score,
    double LogDensity);
