namespace Burst.Simulation.Timelines;

/// <summary>A value axis from zero with a handful of round marks.</summary>
internal readonly record struct PlotScale(decimal Step, int Marks)
{
    private const int MarksWanted = 5;

    public decimal Max => Step * Marks;

    public static PlotScale For(decimal largest)
    {
        var step = 1m;
        if (largest <= 0)
            return new PlotScale(step, 1);
        while (step * MarksWanted < largest)
            step *= 10;
        while (step * MarksWanted >= largest * 10)
            step /= 10;
        foreach (var part in new[] { 0.2m, 0.5m })
        {
            if (step * part * MarksWanted >= largest)
            {
                step *= part;
                break;
            }
        }

        return new PlotScale(step, (int)decimal.Ceiling(largest / step));
    }
}
