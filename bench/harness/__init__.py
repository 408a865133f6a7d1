"""What every row of the benchmark needs: building, servers, processes, figures, pages, charts."""
