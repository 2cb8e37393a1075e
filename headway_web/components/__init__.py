"""What every area of the web app may use: pages and who may open them, layout, forms, errors, exports."""
