using FlowDemo.Fields;
using FlowDemo.Paths;

namespace FlowDemo.Tests.Solvers;

/// <summary>A planar field that treats each coordinate alone: u(x, t), with its two partial derivatives.</summary>
internal sealed class ScalarField(Func<double, double, double> u, Func<double, double, double> inTime, Func<double, double,
    double> inSpace) : IDifferentiableField
{
    public int Dimension => 2;

    /// <summary>The times of all evaluations so far.</summary>
    public List<double> Times { get; } = [];

    /// <summary>u = c for every state and time.</summary>
    public static ScalarField Constant(double value) => new((_, _) => value, (_, _) => 0, (_, _) => 0);

    /// <summary>u = L x.</summary>
    public static ScalarField Linear(double rate) => new((x, _) => rate * x, (_, _) => 0, (_, _) => rate);

    /// <summary>u = t^p.</summary>
    public static ScalarField Power(int degree) =>
        new((_, t) => Math.Pow(t, degree), (_, t) => degree == 0 ? 0 : degree * Math.Pow(t, degree - 1), (_, _) => 0);

    /// <summary>All data at one point: straight lines that meet there; undefined at t = 1.</summary>
    public static ScalarField Delta(double point) => new(
        (x, t) => t == 1 ? double.NaN : (point - x) / (1 - t),
        (x, t) => (point - x) / ((1 - t) * (1 - t)),
        (_, t) => -1 / (1 - t));

    /// <summary>The field with the linear path.</summary>
    public Flow Flow() => new(this, new LinearPath());

    public void Evaluate(double t, SampleBatch x, SampleBatch velocity) => Differentiate(t, x, velocity, null, null);

    public void Differentiate(double t, SampleBatch x, SampleBatch velocity, SampleBatch? jacobian, SampleBatch? acceleration)
    {
        if (Times.Count < Times.Capacity)
        {
            Times.Add(t);
        }

        for (int i = 0; i < x.Values.Length; i++)
        {
            double value = u(x.Values[i], t);
            velocity.Values[i] = value;
            if (acceleration is not null)
            {
                acceleration.Values[i] = inTime(x.Values[i], t) + (inSpace(x.Values[i], t) * value);
            }
        }

        for (int d = 0; jacobian is not null && d < 2; d++)
        {
            for (int i = 0; i < x.Count; i++)
            {
                jacobian[i, 3 * d] = inSpace(x[i, d], t);
                jacobian[i, 1 + d] = 0;
            }
        }
    }
}
