using System.Globalization;
using FlowDemo.Fields;
using FlowDemo.Paths;
using FlowDemo.Targets;

namespace FlowDemo.ModelChild;

/// <summary>The fields by name: a planar target's id, <c>gaussian:N</c> or <c>mixture:N</c> in N dimensions.</summary>
internal static class ServedFields
{
    public static IServedField Create(string name)
    {
        string[] parts = name.Split(':');
        return parts[0] switch
        {
            "gaussian" => new ServedMixture(int.Parse(parts[1], CultureInfo.InvariantCulture), components: 1),
            "mixture" => new ServedMixture(int.Parse(parts[1], CultureInfo.InvariantCulture), components: 3),
            "zero" => new ServedZero(int.Parse(parts[1], CultureInfo.InvariantCulture)),
            _ => new ServedTarget(name),
        };
    }

    /// <summary>The exact field of a planar target.</summary>
    private sealed class ServedTarget(string target) : IServedField
    {
        private readonly IDifferentiableField field = (IDifferentiableField)ExactFlow.Of(
            TargetLoader.Load(target, PointsOptions.Default), new LinearPath()).Field;

        public int Dimension => 2;

        public double[] Velocity(double t, double[] x)
        {
            SampleBatch states = Batch(x);
            SampleBatch velocity = states.NewLike();
            field.Evaluate(t, states, velocity);
            return Rows(velocity);
        }

        public double[] Product(double t, double[] x, double[] direction, double timeRate)
        {
            SampleBatch states = Batch(x);
            SampleBatch velocity = states.NewLike();
            SampleBatch acceleration = states.NewLike();
            SampleBatch jacobian = new(4, states.Count);
            field.Differentiate(t, states, velocity, jacobian, acceleration);
            double[] result = new double[x.Length];
            for (int n = 0; n < states.Count; n++)
            {
                for (int i = 0; i < 2; i++)
                {
                    // du/dt at a fixed state is a - J u.
                    (double left, double right) = (jacobian[n, 2 * i], jacobian[n, (2 * i) + 1]);
                    double partial = acceleration[n, i] - (left * velocity[n, 0]) - (right * velocity[n, 1]);
                    result[(2 * n) + i] = (left * direction[2 * n]) + (right * direction[(2 * n) + 1]) + (timeRate * partial);
                }
            }

            return result;
        }

        private static SampleBatch Batch(double[] rows)
        {
            SampleBatch batch = new(2, rows.Length / 2);
            for (int i = 0; i < rows.Length; i++)
            {
                batch[i / 2, i % 2] = rows[i];
            }

            return batch;
        }

        private static double[] Rows(SampleBatch batch) => [.. Enumerable.Range(0, 2 * batch.Count).Select(i => batch[i / 2, i % 2])];
    }

    /// <summary>Answers zeros, at once: for the speed of the pipe alone.</summary>
    private sealed class ServedZero(int dimension) : IServedField
    {
        private double[] zeros = [];

        public int Dimension => dimension;

        public double[] Velocity(double t, double[] x) => zeros = zeros.Length == x.Length ? zeros : new double[x.Length];

        public double[] Product(double t, double[] x, double[] direction, double timeRate) => Velocity(t, x);
    }
}
