namespace FlowDemo.Tests.Solvers;

/// <summary>Closed forms: amplification on u = L x, quadrature on u = t^p, and methods that are one another.</summary>
public sealed class ClassicalMethodTests
{
    private static readonly TimeGrid OneStep = TimeGrid.Uniform(1);

    [Theory]
    [InlineData("euler", 1)]
    [InlineData("ddim", 1)]
    [InlineData("heun-edm", 1)]
    [InlineData("heun", 2)]
    [InlineData("midpoint", 2)]
    [InlineData("ralston2", 2)]
    [InlineData("rf", 2)]
    [InlineData("taylor2", 2)]
    [InlineData("fireflow", 2)]
    [InlineData("pseudo", 2)]
    [InlineData("ab2:heun", 2)]
    [InlineData("ralston3", 3)]
    [InlineData("heun3", 3)]
    [InlineData("kutta3", 3)]
    [InlineData("rk4", 4)]
    [InlineData("rk4-38", 4)]
    public void One_step_amplifies_by_the_taylor_polynomial(string solver, int degree)
    {
        foreach (double z in new[] { 0.7, -1.9 })
        {
            double expected = 1;
            double term = 1;
            for (int k = 1; k <= degree; k++)
            {
                term *= z / k;
                expected += term;
            }

            Assert.Equal(expected, SolverRuns.FromOne(ScalarField.Linear(z), solver, OneStep), 1e-13);
        }
    }

    [Theory]
    [InlineData("euler", 0)]
    [InlineData("ddim", 0)]
    [InlineData("heun", 1)]
    [InlineData("midpoint", 1)]
    [InlineData("rf", 1)]
    [InlineData("taylor2", 1)]
    [InlineData("fireflow", 1)]
    [InlineData("pseudo", 1)]
    [InlineData("ab2:heun", 1)]
    [InlineData("ab2:rk4", 1)]
    [InlineData("ralston2", 2)]
    [InlineData("ralston3", 2)]
    [InlineData("heun3", 2)]
    [InlineData("ab3:rk4", 2)]
    [InlineData("kutta3", 3)]
    [InlineData("rk4", 3)]
    [InlineData("rk4-38", 3)]
    [InlineData("ab4:rk4", 3)]
    public void Integrates_powers_of_time_up_to_its_degree_on_an_uneven_grid(string solver, int degree)
    {
        for (int p = 0; p <= degree; p++)
        {
            Assert.Equal(1 + (1.0 / (p + 1)), SolverRuns.FromOne(ScalarField.Power(p), solver, SolverRuns.Uneven), 1e-13);
        }

        double beyond = SolverRuns.FromOne(ScalarField.Power(degree + 1), solver, SolverRuns.Uneven) - 1 - (1.0 / (degree + 2));
        Assert.True(Math.Abs(beyond) > 1e-6, $"{solver} integrates t^{degree + 1} too");
    }

    [Theory]
    [InlineData("fireflow")]
    [InlineData("pseudo")]
    public void Two_steps_with_a_kept_velocity_amplify_by_their_polynomial(string solver)
    {
        // With z = L h: x2/x0 = 1 + 2 z + 2 z^2 + 3/4 z^3.
        foreach (double rate in new[] { 0.8, -3 })
        {
            double z = rate / 2;
            Assert.Equal(
                1 + (2 * z) + (2 * z * z) + (0.75 * z * z * z),
                SolverRuns.FromOne(ScalarField.Linear(rate), solver, TimeGrid.Uniform(2)),
                1e-13);
        }
    }

    [Theory]
    [InlineData("rf", "midpoint", 1e-12)]
    [InlineData("euler", "ddim", 1e-13)]
    [InlineData("flowturbo:H5", "heun", 1e-15)]
    [InlineData("flowturbo:P5", "pseudo", 0)]
    [InlineData("unipc3", "unipc2", 1e-13)]
    [InlineData("tab2:flow", "res-2m", 1e-9)]
    public void Two_names_are_one_method_on_five_steps(string one, string other, double tolerance)
    {
        SampleBatch a = SolverRuns.Run(SolverRuns.FourModes, one, SolverRuns.Uneven, SolverRuns.Starts(30));
        SampleBatch b = SolverRuns.Run(SolverRuns.FourModes, other, SolverRuns.Uneven, SolverRuns.Starts(30));
        Assert.InRange(SolverRuns.Distance(a, b), 0, tolerance);
    }

    [Theory]
    [InlineData("ddim")]
    [InlineData("dpmpp-2m")]
    [InlineData("dpmpp-3m")]
    [InlineData("ab2")]
    [InlineData("ab3")]
    [InlineData("ab4")]
    [InlineData("ipndm")]
    [InlineData("tab2")]
    [InlineData("tab3")]
    [InlineData("unipc2")]
    [InlineData("unipc3")]
    [InlineData("heun-edm")]
    public void One_step_is_eulers(string solver)
    {
        SampleBatch a = SolverRuns.Run(SolverRuns.FourModes, solver, OneStep, SolverRuns.Starts(30));
        SampleBatch b = SolverRuns.Run(SolverRuns.FourModes, "euler", OneStep, SolverRuns.Starts(30));
        Assert.InRange(SolverRuns.Distance(a, b), 0, 1e-13);
    }

    [Fact]
    public void A_small_probe_of_rf_tends_to_the_exact_derivative()
    {
        SampleBatch a = SolverRuns.Run(SolverRuns.FourModes, "rf:0.001", SolverRuns.Uneven, SolverRuns.Starts(30));
        SampleBatch b = SolverRuns.Run(SolverRuns.FourModes, "taylor2", SolverRuns.Uneven, SolverRuns.Starts(30));
        Assert.InRange(SolverRuns.Distance(a, b), 1e-9, 2e-3);
    }

    [Fact]
    public void Fixed_weights_lose_an_order_on_a_rough_grid_and_fitted_ones_do_not()
    {
        Assert.InRange(RoughSlope("ipndm"), 0.9, 1.1);
        Assert.InRange(RoughSlope("ab2"), 1.85, 2.15);

        // Steps alternate 1 : 3.
        static double RoughSlope(string solver)
        {
            SampleBatch x0 = SolverRuns.Starts(30);
            SampleBatch truth = SolverRuns.Run(SolverRuns.FourModes, "rk4", TimeGrid.Uniform(2000), x0);
            double[] errors = [.. new[] { 128, 256 }.Select(n => SolverRuns.Distance(
                SolverRuns.Run(
                    SolverRuns.FourModes,
                    solver,
                    TimeGrid.FromFractions(n, f => Math.Round(f * n) % 2 == 0 ? f : f - (0.5 / n)),
                    x0), truth))];
            return Math.Log2(errors[0] / errors[1]);
        }
    }
}
